"""Facts of instance types: what a GPU, network or cost rule has to know about `ml.g5.2xlarge` and its like.

`machines.csv` has a line a machine type (AWS, and the accelerated ones of Google and Azure), `sagemaker.csv` a line an
`ml.*` type; `tools/build_instances.py` writes both. They are kept as text and searched as text, so that one
type costs one `str.find` and the splitting of one line.
"""

from iacguard.instances.facts import FIELDS, Fact, Facts, Field, find, search
from iacguard.instances.table import table

__all__ = ["FIELDS", "Fact", "Facts", "Field", "find", "search", "table"]
