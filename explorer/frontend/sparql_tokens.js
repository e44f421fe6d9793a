// The parts of a SPARQL text, for colours, for completing and for faults that can be seen without asking the server.

const KEYWORDS = ("SELECT ASK CONSTRUCT DESCRIBE WHERE DISTINCT REDUCED OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH AS GROUP BY " +
  "HAVING ORDER ASC DESC LIMIT OFFSET PREFIX BASE EXISTS NOT IN UNDEF COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT SEPARATOR " +
  "STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS " +
  "STRBEFORE STRAFTER YEAR MONTH DAY NOW IF COALESCE SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC REGEX REPLACE SUBSTR").split(" ");
const KNOWN_WORDS = new Set([...KEYWORDS, "A", "TRUE", "FALSE", "URI", "ISURI", "STRDT", "STRLANG", "ENCODE_FOR_URI", "HOURS", "MINUTES",
  "SECONDS", "HASLANG", "LANGDIR", "TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "ISTRIPLE", "TIMEZONE", "TZ", "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "RAND", "UUID", "STRUUID", "SERVICE", "SILENT", "FROM", "NAMED"]);

const TOKEN = new RegExp([
  /(?<comment>#[^\n]*)/,
  /(?<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/,
  /(?<iri><[^<>"{}|^`\\\s]*>)/,
  /(?<variable>[?$][\p{L}\d_]+)/,
  /(?<language>@[a-zA-Z][\w-]*)/,
  /(?<bnode>_:[\p{L}\d_-]+)/,
  /(?<name>(?:\p{L}[\p{L}\d_.-]*)?:(?:[\p{L}\d_:%-]|\.(?=[\p{L}\d_:%-]))*)/,
  /(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/,
  /(?<word>[\p{L}_][\p{L}\d_-]*)/,
  /(?<space>\s+)/,
  /(?<mark>.)/,
].map((part) => part.source).join("|"), "gsu");

const LONGEST_COLOURED = 30000;

function sparqlTokens(text) {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    const word = kind === "word" && (KNOWN_WORDS.has(match[0].toUpperCase()) ? "keyword" : "word");
    return { kind: word || kind, text: match[0], start: match.index, end: match.index + match[0].length };
  });
}

// What is wrong for certain: brackets that do not match, strings that do not end, prefixes that nobody declared, words that
// are no keyword. The server's parser often notices only later, and elsewhere.
function sparqlFaults(tokens, prefixes, words) {
  const faults = [];
  const open = [];
  const pairs = { ")": "(", "]": "[", "}": "{" };
  const declared = new Set(prefixes);
  tokens.forEach((token, place) => {
    const before = tokens.slice(Math.max(0, place - 2), place).filter((other) => other.kind !== "space").at(-1);
    if (token.kind === "name") {
      const prefix = token.text.slice(0, token.text.indexOf(":"));
      if (before?.text.toUpperCase() === "PREFIX") declared.add(prefix);
      else if (!declared.has(prefix)) faults.push({ ...token, message: words.prefix.replace("{name}", `${prefix}:`) });
    }
    if (token.kind === "word") faults.push({ ...token, message: words.word.replace("{name}", token.text) });
    if (token.kind !== "mark") return;
    if (",.".includes(token.text) && before?.text === token.text) faults.push({ ...token, message: words.twice.replace("{name}", token.text) });
    if ("([{".includes(token.text)) open.push(token);
    else if (token.text in pairs && open.pop()?.text !== pairs[token.text]) faults.push({ ...token, message: words.bracket });
    else if (token.text === '"' || token.text === "'") faults.push({ ...token, message: words.string });
  });
  return [...faults, ...open.map((token) => ({ ...token, message: words.bracket }))].sort((one, other) => one.start - other.start);
}

// Where a line and a column, from 1 and in characters, lie in a text.
function placeInText(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(text.length, before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length);
}
