"""Terraform's functions. `find` gives one by name; a function takes evaluated arguments and gives a Value."""

from __future__ import annotations

from importlib import import_module

from iacguard.formats.terraform.functions.signature import Context, Function
from iacguard.model.nearest import meant

_MODULES = {
    "queries": "alltrue anytrue coalesce coalescelist contains index length matchkeys one sum",
    "lists": "chunklist compact concat distinct element flatten range reverse slice sort",
    "strings": "chomp endswith indent join lower replace split startswith strcontains strrev substr templatestring"
    " title trim trimprefix trimspace trimsuffix upper",
    "maps": "keys lookup merge transpose values zipmap",
    "conversions": "ephemeralasnull issensitive list map nonsensitive sensitive tobool tolist tomap tonumber toset"
    " tostring",
    "sets": "setintersection setproduct setsubtract setunion",
    "numbers": "abs ceil floor log max min parseint pow signum",
    "json": "jsondecode jsonencode",
    "files": "abspath basename dirname file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5"
    " fileset filesha1 filesha256 filesha512 pathexpand templatefile",
    "formatting": "format formatlist",
    "encoding": "base64decode base64encode base64gunzip base64gzip base64sha256 base64sha512 bcrypt csvdecode md5"
    " rsadecrypt sha1 sha256 sha512 textdecodebase64 textencodebase64 urldecode urlencode uuid uuidv5",
    "networks": "cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "patterns": "regex regexall",
    "dates": "formatdate plantimestamp timeadd timecmp timestamp",
    "yaml": "yamldecode yamlencode",
    "assumptions": "assumeequal assumelistlength assumelistlengthmax assumelistlengthmin assumemaplength"
    " assumemaplengthmax assumemaplengthmin assumenotnull assumesetlength assumesetlengthmax"
    " assumesetlengthmin assumestringprefix",
}
HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
"""The module of each function by its name."""


def find(name: str) -> Function | None:
    """The function of a name, or None. Its module is imported when it is first asked for."""
    home = HOMES.get(name)
    if home is None:
        return None
    found: dict[str, Function] = import_module(f"iacguard.formats.terraform.functions.{home}").FUNCTIONS
    return found[name]


def unknown(name: str) -> str:
    """What to say of a function that does not exist."""
    return "; ".join(filter(None, (f"there is no function {name}", meant(name, HOMES))))


__all__ = ["HOMES", "Context", "Function", "find", "unknown"]
