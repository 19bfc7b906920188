"""Adds a column `embedding` to a Parquet or JSON-lines table: spark-submit --py-files embedder.py spark.py TEXTS MODEL OUT

A Python worker of Spark holds one process of torch-encoders, and keeps it from task to task as Spark keeps the worker (spark.python.worker.reuse).
"""
import sys

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.types import ArrayType, FloatType, StructField, StructType


def embed(model, field='text', threads=None):
    """What DataFrame.mapInArrow takes."""

    def batches(iterator):
        from embedder import shared

        embedder = shared(model, field, threads=threads)
        for batch in iterator:
            vectors = embedder(batch).column('embedding').cast(pa.list_(pa.float32()))  # Spark knows no lists of fixed size
            yield pa.record_batch([*batch.columns, vectors], names=[*batch.schema.names, 'embedding'])

    return batches


def with_embeddings(frame, model, field='text', threads=None):
    schema = StructType([*frame.schema.fields, StructField('embedding', ArrayType(FloatType(), False), False)])
    return frame.mapInArrow(embed(model, field, threads), schema)


if __name__ == '__main__':
    texts, model, out = sys.argv[1:4]
    spark = SparkSession.builder.appName('embed').config('spark.sql.execution.arrow.maxRecordsPerBatch', 2048).getOrCreate()
    threads = spark.conf.get('spark.task.cpus', '1')  # a task's share of the executor's cores
    frame = spark.read.json(texts) if texts.endswith('.jsonl') else spark.read.parquet(texts)
    with_embeddings(frame, model, threads=int(threads)).write.mode('overwrite').parquet(out)
    spark.stop()
