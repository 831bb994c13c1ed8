"""The build hook alone: it puts the rules into the wheel, compiled with the vocabulary, so that no scan reads YAML."""

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
            for name, text in compiled().items():
                (target / "compiled" / name).write_text(text, encoding="ascii", newline="\n")


setup(cmdclass={"build_py": BuildWithTables})
