// Our server without a log, for loads: serve.mjs MODEL [OPTIONS as JSON]
import { createEmbeddingServer } from 'torch-encoders/serve';

const [model, options = '{}'] = process.argv.slice(2);
const embeddings = await createEmbeddingServer({ model, ...JSON.parse(options).model }, JSON.parse(options).serve ?? {});
const { url } = await embeddings.listen({ port: 0 });
console.log(JSON.stringify({ url }));
process.once('SIGTERM', () => void embeddings.close(5));
