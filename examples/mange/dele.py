"""Mange sager i dele: hver del er et kald af `visit batch`, og en motor deler dem ud.  python dele.py sager.jsonl DELE ARBEJDERE"""
import subprocess, sys, time
import dask
import dask.bag

def assessed(lines):
    run = subprocess.run(["visit", "batch", "autisme", "--jobs", "1"], input="\n".join(lines) + "\n", text=True, capture_output=True)
    if run.returncode > 1:  # 1: linjer, som ikke kunne bruges, er nævnt
        raise RuntimeError(run.stderr)
    return run.stdout.splitlines()

if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = file.read().splitlines()
    start = time.monotonic()
    bag = dask.bag.from_sequence(lines, npartitions=int(sys.argv[2]))
    out = bag.map_partitions(assessed).compute(scheduler="threads", num_workers=int(sys.argv[3]))
    print("\n".join(out))
    print(f"{len(out)} sager, {time.monotonic() - start:.1f} s", file=sys.stderr)
