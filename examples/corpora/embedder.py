"""A process of `torch-encoders embed - --out -` that lives as long as it is asked: record batches in, the same rows with a column `embedding` out.

Wants pyarrow, and Node with torch-encoders: `npx torch-encoders`, or what TORCH_ENCODERS says ("node /opt/app/node_modules/torch-encoders/dist/lib/cli/main.js").
"""
import functools
import os
import shlex
import subprocess
import tempfile

import pyarrow as pa


class Embedder:
    """One batch is written and flushed, then one is read: neither side ever waits for the other with both pipes full."""

    def __init__(self, model, field='text', options=(), threads=None):
        command = shlex.split(os.environ.get('TORCH_ENCODERS', 'npx torch-encoders'))
        self.command = [*command, 'embed', '-', '--model', model, '--out', '-', '--field', field, *options]
        self.environment = {**os.environ, **({'OMP_NUM_THREADS': str(threads)} if threads else {})}
        self.process = None

    def __call__(self, batch):
        """@param batch a RecordBatch"""
        if self.process and batch.schema != self.schema:
            self.close()  # a stream has one schema
        try:
            if not self.process:
                self._start(batch.schema)
            self.writer.write_batch(batch)
            self.process.stdin.flush()
            self.reader = self.reader or pa.ipc.open_stream(self.process.stdout)  # the schema comes when the model is loaded
            result = self.reader.read_next_batch()
        except (OSError, StopIteration, pa.ArrowException) as error:
            raise RuntimeError(self._failure()) from error
        except BaseException:  # a batch is under way: what comes next would be its answer
            self._kill()
            raise
        if result.num_rows != batch.num_rows:
            self._kill()
            raise RuntimeError(f'torch-encoders gave {result.num_rows} rows for {batch.num_rows}')
        return result

    def close(self):
        """The end of the input is the end of the process."""
        if not self.process:
            return
        try:
            self.writer.close()
            self.process.stdin.close()
            self.process.wait(60)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
        if self.process.wait() != 0:
            raise RuntimeError(self._failure())
        self._forget()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.close() if kind is None else self._kill()

    def _start(self, schema):
        self.errors = tempfile.TemporaryFile()  # a pipe that nobody reads would fill
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, env=self.environment)
        self.schema, self.reader = schema, None
        self.writer = pa.ipc.new_stream(self.process.stdin, schema)

    def _failure(self):
        if not self.process:
            return f'{self.command[0]} cannot be started; TORCH_ENCODERS says how'
        self._close_pipes()
        try:
            code = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().decode(errors='replace').strip().splitlines()
        self._forget()
        return f'torch-encoders ended with {code}: {said[-1] if said else "it said nothing"}'

    def _kill(self):
        if self.process:
            self._close_pipes()
            self.process.kill()
            self.process.wait()
            self._forget()

    def _close_pipes(self):
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass

    def _forget(self):
        self._close_pipes()
        self.errors.close()
        self.process = None


@functools.cache
def shared(model, field='text', options=(), threads=None):
    """The one of this Python process: the model is loaded once for all that it is given. It ends with the process, whose end closes its input."""
    return Embedder(model, field, options, threads)
