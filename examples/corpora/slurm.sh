#!/bin/bash
# Vectors of a corpus, in eight shards: sbatch slurm.sh. The folder is shared by the nodes; what is sent away is queued again and goes on from its journal.
#SBATCH --job-name=embed-corpus
#SBATCH --array=0-7
#SBATCH --cpus-per-task=4
#SBATCH --mem=4G
#SBATCH --requeue
export OMP_NUM_THREADS=$SLURM_CPUS_PER_TASK
exec npx torch-encoders embed texts.jsonl --model model --out vectors.npy --shard auto --resume --json
