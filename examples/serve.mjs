// The server inside an app of your own, with node:http: node examples/serve.mjs MODEL [PORT]. For Express and Fastify see docs/serve.md.
import { createServer } from 'node:http';
import { createEmbeddingServer } from 'torch-encoders/serve';

const [model = 'sentence-transformers/all-MiniLM-L6-v2', port = '3000'] = process.argv.slice(2);
const embeddings = await createEmbeddingServer(model, { basePath: '/ml' });

const server = createServer((request, response) => embeddings.handler(request, response, () => response.writeHead(404).end('not here')));
server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/ml/`));

process.once('SIGTERM', async () => {
  server.close();
  await embeddings.close();
});
