#!/bin/bash
# Two hosts that train together, as network namespaces with a cable between them; then the cable is cut: sudo bash bench/namespaces.sh
# Wants iproute2 and a build (npm run setup). Prints what both say, and how long after the cut they ended.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
program="$here/dist/test/distributed/rank.js"
for name in a b; do ip netns add te-$name; done
trap 'for name in a b; do ip netns pids te-$name | xargs -r kill -9; ip netns del te-$name; done' EXIT
ip link add te-a type veth peer name te-b
for name in a b; do
  ip link set te-$name netns te-$name
  ip -n te-$name addr add 10.77.0.$([ $name = a ] && echo 1 || echo 2)/24 dev te-$name
  ip -n te-$name link set te-$name up
  ip -n te-$name link set lo up
done
export WORLD_SIZE=2 MASTER_ADDR=10.77.0.1 MASTER_PORT=29500 OMP_NUM_THREADS=1
out=$(mktemp -d)

run() { # CASE
  RANK=0 ip netns exec te-a node "$program" "$1" > "$out/0" 2>&1 & first=$!
  RANK=1 ip netns exec te-b node "$program" "$1" > "$out/1" 2>&1 & second=$!
}
run regression
wait $first && wait $second
[ "$(sed 's/.*"steps"/"steps"/' "$out/0" | tail -1)" = "$(sed 's/.*"steps"/"steps"/' "$out/1" | tail -1)" ] && echo "trained together: both have the same weights after every step"

run endless
while ! grep -q pid "$out/0" || ! grep -q pid "$out/1"; do sleep 0.2; done
ip -n te-a link set te-a down
cut=$(date +%s)
wait $first && code0=0 || code0=$?
wait $second && code1=0 || code1=$?
echo "the cable was cut: ended after $(($(date +%s) - cut)) s with the codes $code0 and $code1"
for rank in 0 1; do echo "rank $rank: $(grep -a '^TorchEncodersError' "$out/$rank" | head -1 | cut -c1-300)"; done
rm -r "$out"
