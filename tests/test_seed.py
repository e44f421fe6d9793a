"""Every item of the document from which the map grew has its place, of the right kind, under the document's own wording."""

from functools import cache

import pytest

from graph import LocalMap, Node, open_map
from graph.search import folded

TOPICS = """
機械学習|教師あり学習|回帰|分類|教師なし学習|クラスタリング|次元削減|強化学習|Q学習|方策勾配法|線形回帰|ロジスティック回帰|決定木
ランダムフォレスト|K-Meansクラスタリング|主成分分析|サポートベクターマシン|正解率|適合率|再現率|F1スコア|平均二乗誤差|平均絶対誤差
ROC-AUC|評価指標|ニューラルネットワーク|パーセプトロン|多層パーセプトロン|活性化関数|Sigmoid|ReLU|Tanh|誤差逆伝播法|勾配降下法
損失関数|交差エントロピー|過学習|正則化|ドロップアウト|L2正則化|データ拡張|自然言語処理|トークン化|埋め込み表現|Word2Vec|GloVe
言語モデル|N-gram|確率的モデル|トランスフォーマー|セルフアテンション|エンコーダー-デコーダー|アンサンブル法|バギング|ブースティング
AdaBoost|Gradient Boosting|XGBoost|特徴量エンジニアリング|特徴選択|スケーリング|カテゴリ変数のエンコーディング|t-SNE|UMAP
Deep Q-Networks|畳み込みニューラルネットワーク|バッチ正規化|リカレントニューラルネットワーク|LSTM|GRU|系列モデリング|アテンション機構
Bahdanau Attention|生成モデル|GAN|変分オートエンコーダ|ゼロショット学習|トランスフォーマー構成要素|位置エンコーディング
マルチヘッドアテンション|フィードフォワード層|教師なし事前学習|タスク特化型ファインチューニング|ファインチューニング|スケーリング則
人間のフィードバックからの強化学習|RLHF|フェデレーテッドラーニング|ベイズ手法|確率的モデリング|不確実性の定量化|マルチモーダルモデル
拡散モデル|Mixture-of-Experts|推論の強化|連鎖思考プロンプト|数学的推論|数ショット学習|Constitutional AI|エージェントフレームワーク
ツール利用|計画|メモリ拡張モデル|創発能力|文脈内学習|物体検出|画像セグメンテーション|チャットボット|要約|翻訳|テキストから画像へ
テキストから動画へ|タンパク質フォールディング|創薬|コード生成|感情分析|テキスト分類|事前学習
"""
MODELS = """
AlexNet|ResNet|GPT-1|GPT-2|GPT-3|GPT-4|GPT-4V|Claude|LLaMA|DALL-E|DALL-E 2|Sora|Stable Diffusion|Mixtral 8x7B|Chinchilla|PaLM|YOLO|U-Net
AlphaFold|Codex|ChatGPT|Grok 3
"""
PAPERS = """
Attention Is All You Need|Deep Residual Learning for Image Recognition|Improving Language Understanding by Generative Pre-Training
Training Compute-Optimal Large Language Models|DALL-E: Creating Images from Text|Language Models are Few-Shot Learners
"""
TOOLS = """
Python|NumPy|Pandas|Scikit-learn|TensorFlow|PyTorch|Keras|Hugging Face Transformers|NLTK|spaCy|XGBoost|LightGBM|OpenAI Gym|OpenCV|Flower
OpenAI CLIP|xAI Grok API|GitHub Copilot|Jupyter Notebook|OpenAI API|Google Colab|AWS|Azure|Matplotlib|Seaborn|Chart.js|Kaggle|GitHub
Hugging Face
"""
RESOURCES = """
統計的学習の基礎|Machine Learning (Andrew Ng)|Kaggle「Intro to Machine Learning」コース|Deep Learning|Deep Learning Specialization
Neural Networks|The Illustrated Transformer|NLP Course|Scikit-Learn、Keras、TensorFlowではじめる深層学習
Practical Deep Learning for Coders|Kaggleコンペティション|CS231n|Distill.pub|NLP Specialization|Advanced RL
Lilian Wengの拡散モデルに関するブログ|Advanced NLP with Transformers|Hugging Face blog
"""
PROJECTS = """
住宅価格の予測|アヤメの分類|MNIST手書き数字分類のための単純な順伝播型ニューラルネットワークの構築|事前学習済み埋め込みを用いたテキスト分類
顧客離脱予測のためのブースティング木モデルの構築|タイタニック号生存予測|ResNetを用いた画像分類|LSTMを用いたテキスト生成
テキスト生成のための事前学習済みGPT-2モデルのファインチューニング|小規模言語モデルに対するRLHFの実装|フェデレーテッドラーニングの実験
Stable Diffusionを用いた画像生成|マルチモーダル入力の実験|GPT-3 APIを用いたチャットボットの構築|研究タスクのためのLLaMAの実験
Hugging Face Transformersを使用したカスタムチャットボットの構築|Soraを用いた動画生成|Codexを用いたコードアシスタントの開発
"""
DATASETS = "BookCorpus|WebText|ImageNet|MNIST"
APPLICATIONS = "コンピュータビジョン|自然言語処理|マルチモーダルAI|科学的発見|コード生成|チャットボット|要約|翻訳|創薬"
TRENDS = "スケーリング則|創発能力|マルチモーダリティ|RLHF|民主化"
VENUES = "NeurIPS|ICML|ICLR|ACL|arXiv"
COMMUNITIES = "X (#MachineLearning, #DeepLearningで検索)|Kaggleフォーラム"
CAREERS = "データサイエンティスト|MLエンジニア|自然言語処理研究者|AI倫理専門家"
STAGES = "初心者レベル|中級概念|上級概念"
PHASES = """
ML基礎の習得|DLへの深入り|トランスフォーマーとGPT-1/2の学習|高度なDLの探求|GPT-3/4、マルチモーダルモデル、実世界プロジェクトへの取り組み
"""
ROUTINES = "理論の学習|コーディング練習|情報のアップデート"
NOTES = "倫理と安全性|xAI製品"
SERIES = "モデルパラメータ数 (10億単位)|ImageNet Top-5 誤り率 (%)"

RESOURCE = ("book", "course", "video", "blog", "practice")
KINDS = {
    ("topic",): TOPICS,
    ("model",): MODELS,
    ("paper",): PAPERS,
    ("tool", *RESOURCE): TOOLS,
    RESOURCE: RESOURCES,
    ("project",): PROJECTS,
    ("dataset",): DATASETS,
    ("application",): APPLICATIONS,
    ("trend",): TRENDS,
    ("venue",): VENUES,
    ("community",): COMMUNITIES,
    ("career",): CAREERS,
    ("stage",): STAGES,
    ("phase",): PHASES,
    ("routine",): ROUTINES,
    ("note",): NOTES,
    ("series",): SERIES,
}
ITEMS = [
    (kinds, wording.strip())
    for kinds, listing in KINDS.items()
    for line in listing.strip().splitlines()
    for wording in line.split("|")
]


@cache
def bundled() -> LocalMap:
    return open_map()


@cache
def by_name() -> dict[str, list[Node]]:
    names: dict[str, list[Node]] = {}
    for node in bundled().nodes():
        for name in {folded(name) for name in (node.label.ja, *node.aliases)}:
            names.setdefault(name, []).append(node)
    return names


@pytest.mark.parametrize(("kinds", "wording"), ITEMS, ids=[f"{kinds[0]}-{wording}" for kinds, wording in ITEMS])
def test_item_of_the_seed_is_a_node_of_its_kind(kinds: tuple[str, ...], wording: str) -> None:
    found = by_name().get(folded(wording), [])
    assert any(node.kind in kinds for node in found), f"{wording}: {[(node.kind, node.id) for node in found]}"
