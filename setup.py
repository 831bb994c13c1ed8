"""The build hook alone: it puts the rules into the wheel, compiled with the vocabulary, so that no scan reads YAML."""

import json
import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


class BuildWithTables(build_py):
    """build_py, then `iacguard/rules` and `iacguard/compiled` beside what it built, never in the working copy."""

    def run(self):
        super().run()
        if not self.editable_mode:
            from iacguard.compile import compiled

            target = Path(self.build_lib, "iacguard")
            shutil.copytree(HERE / "rules", target / "rules", dirs_exist_ok=True)
            (target / "compiled").mkdir(exist_ok=True)
            for name, data in compiled().items():
                text = json.dumps(data, separators=(",", ":"), sort_keys=True)
                (target / "compiled" / f"{name}.json").write_text(text, encoding="utf-8")


setup(cmdclass={"build_py": BuildWithTables})
