"""The clients of Python against the server; clients.mjs starts this. clients.py URL KEY TEXTS VECTORS"""
import json, sys
from importlib.metadata import version

url, key = sys.argv[1:3]
texts, wanted = (json.loads(text) for text in sys.argv[3:5])


def alike(found, expected=wanted):
    assert len(found) == len(expected)
    for row, other in zip(found, expected):
        assert len(row) == len(other) and max(abs(a - b) for a, b in zip(row, other)) <= 1e-6


def said(name, what):
    print(f'ok  {name} {version(name)} (PyPI): {what}', flush=True)


import openai
client = openai.OpenAI(base_url=f'{url}/v1', api_key=key)
answer = client.embeddings.create(model='minilm', input=texts)
alike([one.embedding for one in answer.data])
alike([client.embeddings.create(model='minilm', input=texts[0], encoding_format='float').data[0].embedding], wanted[:1])
assert [one.id for one in client.models.list().data] == ['minilm'] and answer.usage.total_tokens > 10
for call, error in [(lambda: client.embeddings.create(model='minilm', input=[]), openai.BadRequestError), (lambda: client.models.retrieve('none'), openai.NotFoundError),
                    (lambda: openai.OpenAI(base_url=f'{url}/v1', api_key='wrong').models.list(), openai.AuthenticationError)]:
    try:
        call()
        raise SystemExit(f'no {error}')
    except error:
        pass
said('openai', 'embeddings, models, errors')

from langchain_openai import OpenAIEmbeddings
own = OpenAIEmbeddings(model='minilm', api_key=key, base_url=f'{url}/v1', check_embedding_ctx_length=False)
alike(own.embed_documents(texts))
alike([own.embed_query(texts[2])], wanted[2:])
said('langchain-openai', 'OpenAIEmbeddings')

from huggingface_hub import InferenceClient
client = InferenceClient(base_url=url, api_key=key)
alike(client.feature_extraction(texts).tolist())
alike(client.feature_extraction(texts[0]).tolist(), wanted[:1])
assert client.sentence_similarity(texts[0], other_sentences=texts)[0] > 0.999
said('huggingface-hub', 'InferenceClient: feature_extraction, sentence_similarity')

from langchain_huggingface import HuggingFaceEndpointEmbeddings
own = HuggingFaceEndpointEmbeddings(model='any/model', huggingfacehub_api_token=key)
own.client = client  # since 1.x it takes no address itself
alike(own.embed_documents(texts))
alike([own.embed_query(texts[2])], wanted[2:])
said('langchain-huggingface', 'HuggingFaceEndpointEmbeddings')
