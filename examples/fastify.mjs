// Vectors from a Fastify server: node examples/fastify.mjs MODEL [PORT]; npm install fastify torch-encoders
// Then: curl localhost:3000/embed -H 'content-type: application/json' -d '{"texts":["Hello world"]}'
import fastify from 'fastify';
import { SentenceEncoder, TorchEncodersError } from 'torch-encoders';

const [folder, port = '3000'] = process.argv.slice(2);
const app = fastify({ bodyLimit: 2 << 20 });
app.decorate('model', await SentenceEncoder.fromPretrained(folder)); // once, before the first request

const body = { type: 'object', required: ['texts'], properties: { texts: { type: 'array', minItems: 1, maxItems: 256, items: { type: 'string' } } } };
app.post('/embed', { schema: { body } }, async (request, reply) => {
  const stop = new AbortController();
  reply.raw.on('close', () => stop.abort()); // a client that hangs up costs no more work
  const vectors = await app.model.encode(request.body.texts, { signal: stop.signal, normalize: true });
  try {
    return { vectors: vectors.toArray() };
  } finally {
    vectors.dispose(); // or leave it to the garbage collector
  }
});
app.setErrorHandler((error, request, reply) => {
  if (error instanceof TorchEncodersError) return reply.status(400).send({ code: error.code, message: error.message });
  return reply.send(error);
});

await app.listen({ port: Number(port) });
console.log(`listening on ${app.server.address().port}`);
process.once('SIGTERM', () => app.close());
