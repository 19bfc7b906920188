"""As worker.mjs, for the drivers in Python: python worker.py JOB.json."""
import base64, importlib, json, os, resource, sys, time
from pathlib import Path

job = json.loads(Path(sys.argv[1]).read_text())
answers = os.fdopen(3, 'w')
for folder in ('cases', 'drivers'):
    sys.path.insert(0, str(Path(__file__).parent.parent / folder))
encode = last = None


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def throughput():
    global last
    used, started = cpu(), time.perf_counter()
    last = encode(job['texts'])
    return {'seconds': time.perf_counter() - started, 'cpuSeconds': cpu() - used}


def latency():
    global last
    times = []
    for _ in range(job['calls']):
        started = time.perf_counter()
        last = encode(job['texts'])
        times.append(time.perf_counter() - started)
    return {'times': times}


def load(_):
    global encode
    started = time.perf_counter()
    version, encode = importlib.import_module(job['driver']['file'].removesuffix('.py')).load(job)
    seconds = time.perf_counter() - started
    if job.get('warm'):
        encode(job['warm'])
    return {'version': version, 'loadSeconds': seconds}


def vectors(command):
    import numpy
    rows = numpy.ascontiguousarray(last[command['rows']], dtype='<f4')
    return {'dimension': rows.shape[1], 'base64': base64.b64encode(rows.tobytes()).decode()}


def own():
    return importlib.import_module(Path(job['caseFile']).stem).measure(job)


commands = {
    'load': load, 'run': lambda _: {'throughput': throughput, 'latency': latency, 'own': own}[job['kind']](), 'vectors': vectors,
    'end': lambda _: {'peakRss': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024},
}
for line in sys.stdin:
    command = json.loads(line)
    try:
        found = commands[command['command']](command)
    except Exception as error:  # goes back as words
        found = {'error': f'{type(error).__name__}: {error}'.split('\n')[0]}
    answers.write(json.dumps(found) + '\n')
    answers.flush()
    if command['command'] == 'end':
        break
