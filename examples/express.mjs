// Vectors from an Express server: node examples/express.mjs MODEL [PORT]; npm install express torch-encoders
// Then: curl localhost:3000/embed -H 'content-type: application/json' -d '{"texts":["Hello world"]}'
import express from 'express';
import { SentenceEncoder, TorchEncodersError } from 'torch-encoders';

const [folder, port = '3000'] = process.argv.slice(2);
const model = await SentenceEncoder.fromPretrained(folder); // once, before the first request

const app = express();
app.use(express.json({ limit: '2mb' }));
app.post('/embed', async (request, response, next) => {
  const stop = new AbortController();
  response.on('close', () => stop.abort()); // a client that hangs up costs no more work
  try {
    const vectors = await model.encode(request.body.texts, { signal: stop.signal, normalize: true });
    response.json({ vectors: vectors.toArray() });
    vectors.dispose(); // or leave it to the garbage collector
  } catch (error) {
    if (error.name !== 'AbortError') next(error);
  }
});
app.use((error, request, response, next) => {
  if (!(error instanceof TorchEncodersError)) return next(error);
  response.status(400).json({ code: error.code, message: error.message });
});

const server = app.listen(Number(port), () => console.log(`listening on ${server.address().port}`));
process.once('SIGTERM', () => server.close());
