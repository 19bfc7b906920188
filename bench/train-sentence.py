"""sentence-transformers' trainer on scored pairs: the seconds of each step, as JSON. Run by train-sentence.mjs."""
import csv, json, sys, tempfile, time
from datasets import Dataset
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.losses import CoSENTLoss
from transformers import TrainerCallback

model_folder, pairs, batch_size, steps = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
rows = [row for row in csv.reader(open(pairs, encoding='utf-8'))][:batch_size * steps]
dataset = Dataset.from_dict({'sentence1': [r[0] for r in rows], 'sentence2': [r[1] for r in rows], 'score': [float(r[2]) for r in rows]})
ends = []


class Clock(TrainerCallback):
    def on_train_begin(self, *_, **__): ends.append(time.perf_counter())
    def on_step_end(self, *_, **__): ends.append(time.perf_counter())


model = SentenceTransformer(model_folder, device='cpu')
args = SentenceTransformerTrainingArguments(output_dir=tempfile.mkdtemp(), num_train_epochs=1, per_device_train_batch_size=batch_size, learning_rate=5e-5, warmup_steps=0.1, weight_decay=0.01,
                                            save_strategy='no', logging_strategy='no', report_to='none', disable_tqdm=True, use_cpu=True, dataloader_pin_memory=False, seed=42)
SentenceTransformerTrainer(model=model, args=args, train_dataset=dataset, loss=CoSENTLoss(model), callbacks=[Clock()]).train()
print(json.dumps([b - a for a, b in zip(ends, ends[1:])]))
