"""The commands of `learnmap`, one file each; `explorer.cli` loads the one that is called."""
