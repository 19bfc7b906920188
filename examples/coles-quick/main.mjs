// A one-minute check: the whole road of examples/coles-finetune on 300 clients. node examples/coles-quick/main.mjs
process.argv.splice(2, Infinity, '300', '3');
await import('../coles-finetune/main.mjs');
