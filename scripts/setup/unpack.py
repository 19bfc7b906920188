"""unpack.py ARCHIVE FOLDER RULES: takes from a zip what the rules name.

RULES is a JSON list of [pattern, replacement]; the first pattern that matches the start of a member's name makes its
new name. Members that no pattern matches are left out. Node has no zip reader, and Python is needed for pip anyway.
"""
import json
import os
import re
import shutil
import sys
import zipfile

archive, folder, rules = sys.argv[1], os.path.realpath(sys.argv[2]), json.loads(sys.argv[3])
taken = 0
with zipfile.ZipFile(archive) as members:
    for member in members.infolist():
        rule = next((rule for rule in rules if re.match(rule[0], member.filename)), None)
        if rule is None or member.is_dir():
            continue
        target = os.path.realpath(os.path.join(folder, re.sub(rule[0], rule[1], member.filename, count=1)))
        if not target.startswith(folder + os.sep):
            sys.exit(f"{member.filename} would land outside {folder}")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with members.open(member) as source, open(target, "wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
        if (member.external_attr >> 16) & 0o111:  # as pip does: zipfile itself drops the executable bit
            os.chmod(target, 0o755)
        taken += 1
if taken == 0:
    sys.exit(f"{os.path.basename(archive)} holds nothing of what is wanted")
