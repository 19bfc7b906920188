#!/bin/bash
# Data-parallel fine-tuning on four nodes: sbatch slurm-train.sh. On paper: it was not run on a cluster.
# Every rank reads the same run.yml and data from the shared folder; after a lost node the job is queued again and goes on from the last checkpoint.
#SBATCH --job-name=finetune
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --requeue
export OMP_NUM_THREADS=$SLURM_CPUS_PER_TASK
export MASTER_ADDR=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
export MASTER_PORT=$((20000 + SLURM_JOB_ID % 20000)) # another for each job, so that two on one node do not meet
export RESUME=$(ls run/checkpoints 2> /dev/null | grep -qE '^(last|interrupted).ckpt' && echo --resume)
exec srun --kill-on-bad-exit=1 bash -c 'RANK=$SLURM_PROCID WORLD_SIZE=$SLURM_NTASKS LOCAL_RANK=$SLURM_LOCALID exec npx torch-encoders finetune --config run.yml --set output_dir=run $RESUME'
