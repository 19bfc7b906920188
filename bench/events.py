"""A large table of events for bench/coles-cli.mjs: python bench/events.py OUT.parquet [EVENTS]. With pyarrow and numpy; 50 events a client, in the order of time, 100,000 a row group."""
import sys
import numpy as np, pyarrow as pa, pyarrow.parquet as pq

out, events = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3_000_000
random, clients = np.random.default_rng(0), events // 50
schema = pa.schema([("client_id", pa.int64()), ("time", pa.float64()), ("category", pa.string()), ("amount", pa.float64())])
with pq.ParquetWriter(out, schema, compression="zstd") as writer:
    for start in range(0, events, 100_000):
        count = min(100_000, events - start)
        ids = random.integers(1, clients + 1, count)
        categories = (ids % 5 * 7 + random.geometric(0.2, count)) % 60
        writer.write_table(pa.table({
            "client_id": ids, "time": (start + np.arange(count)) * 1e-3, "category": [f"c{c}" for c in categories], "amount": np.round(np.exp(random.normal(3, 1, count)), 2),
        }, schema=schema))
