"""Adds a column `embedding` to a Parquet or JSON-lines table: python ray_data.py TEXTS MODEL OUT [ACTORS] [CPUS_OF_AN_ACTOR]"""
import sys

import pyarrow as pa
import ray

from embedder import Embedder


class Embed:
    """An actor, with its own process of torch-encoders; that ends when the actor does, whose end closes its input."""

    def __init__(self, model, field='text', threads=None):
        self.embedder = Embedder(model, field, threads=threads)

    def __call__(self, table):
        batches = table.combine_chunks().to_batches()
        return pa.Table.from_batches([self.embedder(batch) for batch in batches])


def with_embeddings(dataset, model, field='text', actors=1, cpus=1):
    return dataset.map_batches(Embed, batch_format='pyarrow', batch_size=2048, compute=ray.data.ActorPoolStrategy(size=actors), num_cpus=cpus, fn_constructor_args=(model, field, cpus))


if __name__ == '__main__':
    texts, model, out, actors, cpus = [*sys.argv[1:], '1', '1'][:5]
    ray.init()
    if int(actors) * int(cpus) >= ray.cluster_resources()['CPU']:
        sys.exit(f"{actors} actors of {cpus} CPUs leave none of the cluster's {ray.cluster_resources()['CPU']:.0f} for those that read and write, and all would wait; wanted fewer")
    dataset = ray.data.read_json(texts, lines=True) if texts.endswith('.jsonl') else ray.data.read_parquet(texts)
    with_embeddings(dataset, model, actors=int(actors), cpus=int(cpus)).write_parquet(out)
