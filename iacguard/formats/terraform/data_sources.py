"""Data sources that need no cloud: policy documents, templates, local files, region and account from the inputs."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from typing import TYPE_CHECKING

from iacguard.formats.terraform import policy_documents
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.types import STRING, map_of
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import NO_MARKS, SENSITIVE, Map, Seq, Unknown, Value
from iacguard.model.world import choose

if TYPE_CHECKING:
    from iacguard.formats.terraform.resources import ResourceInstance


def attribute(resource: ResourceInstance, name: str) -> Value | None:
    """What can be known of a data source's attribute; None: nothing more than that it is read later."""
    type = resource.declaration.type
    if type == "aws_iam_policy_document" and name in ("json", "minified_json"):
        return policy_documents.rendered(resource)
    if type in DATABRICKS and name == "json":
        return _databricks(resource, DATABRICKS[type])
    inputs = resource.declaration.instance.root.inputs
    if type == "aws_caller_identity" and name == "account_id" and inputs.account:
        return Value(inputs.account)
    if type == "aws_caller_identity" and name in ("account_id", "id"):
        symbol = Account(resource.symbol("account_id"))
        why = f"{resource.declaration.text}.{name} is read when Terraform runs"
        return Value(Unknown(why, symbol, "string", True))
    if type == "aws_service_principal" and name in ("name", "id"):
        return _service(resource, name)
    if type == "aws_region" and name in ("name", "region", "id"):
        return _region(resource)
    if type == "aws_partition" and name in ("partition", "id", "dns_suffix"):
        return _partition(resource, "partition" if name == "id" else name)
    if type in ("local_file", "local_sensitive_file") and name in ("content", "content_base64"):
        return _local_file(resource, name == "content_base64", type == "local_sensitive_file")
    if type == "template_file" and name == "rendered":
        return _template(resource)
    return None


DATABRICKS = {
    "databricks_aws_assume_role_policy": "sts:AssumeRole",
    "databricks_aws_unity_catalog_assume_role_policy": "sts:AssumeRole",
    "databricks_aws_bucket_policy": "",
}
"""Documents that the provider of Databricks writes without asking anybody, and what they allow; "": several things."""


def _databricks(resource: ResourceInstance, action: str) -> Value:
    """A document that lets an account of Databricks in, under the external id where there is one."""
    instance, header = resource.declaration.instance, resource.declaration.block.header
    written = resource.declaration.block.body.attributes.get("external_id")
    who = Value(Unknown("the account of Databricks", type="string", not_null=True, prefix="arn:aws"), header)
    what = Value(action or Unknown("what Databricks does with a bucket", type="list", not_null=True), header)
    statement = {"Effect": Value("Allow", header), "Principal": Value(Map({"AWS": who}), header), "Action": what}
    if action and written is not None:
        given = instance.evaluate(written.expression, resource.scope)
        statement["Condition"] = Value(Map({"StringEquals": Value(Map({"sts:ExternalId": given}), header)}), header)
    document = Value(Map({"Statement": Value(Seq([Value(Map(statement), header)]), header)}), header)
    data = Unknown("a document of Databricks", resource.symbol("json"), "string", True, "{")
    return Value(data, header, decoded=document)


class Account(str):
    """The symbol of the account in which Terraform runs: it is called by twelve digits."""

    __slots__ = ()

    def allows(self, text: str) -> bool:
        """Whether an account may be called so."""
        return len(text) == 12 and text.isdecimal()


def _service(resource: ResourceInstance, name: str) -> Value | None:
    """What a service is called where roles trust it: its name, and the domain of most partitions."""
    instance = resource.declaration.instance
    written = resource.declaration.block.body.attributes.get("service_name")
    service = instance.evaluate(written.expression, resource.scope).data if written is not None else None
    if not isinstance(service, str):
        return None
    why = f"{resource.declaration.text}.{name} is read when Terraform runs"
    return Value(Unknown(why, resource.symbol("name"), "string", True, f"{service}.amazonaws.com"))


PARTITIONS = {"aws": "amazonaws.com", "aws-cn": "amazonaws.com.cn", "aws-us-gov": "amazonaws.com"}
"""The public partitions of AWS and the domains of their services."""


def _region(resource: ResourceInstance) -> Value | None:
    """The region that the data source names, else that of its provider."""
    instance = resource.declaration.instance
    written = resource.declaration.block.body.attributes
    for name in ("region", "name"):
        if name in written and (given := instance.evaluate(written[name].expression, resource.scope)).data is not None:
            return given
    region = instance.root.inputs.region or instance.root.region(resource.declaration)
    return Value(region) if region else None


def _partition(resource: ResourceInstance, name: str) -> Value:
    """The partition, or the domain of its services: that of the region, else a choice, since most texts hold either."""
    root = resource.declaration.instance.root
    region = root.inputs.region or root.region(resource.declaration)
    texts = {partition: partition if name == "partition" else domain for partition, domain in PARTITIONS.items()}
    if region:
        return Value(
            texts["aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"]
        )
    return choose("aws_partition", {partition: Value(text) for partition, text in texts.items()})


def _local_file(resource: ResourceInstance, encoded: bool, secret: bool) -> Value | None:
    """What a file within the scan root holds, or its base64."""
    instance = resource.declaration.instance
    written = resource.declaration.block.body.attributes.get("filename")
    path = instance.evaluate(written.expression, resource.scope).data if written is not None else None
    inside = join(instance.root.scope, path) if isinstance(path, str) and not path.startswith("/") else None
    if inside is None:
        return None
    inside = posixpath.normpath(inside)
    tree = instance.root.tree
    try:
        text = b64encode(tree.read_bytes(inside)).decode() if encoded else tree.read(inside).text
    except UnreadableError:
        return None
    return Value(text, marks=frozenset({SENSITIVE}) if secret else NO_MARKS)


def _template(resource: ResourceInstance) -> Value | None:
    from iacguard.formats.terraform.functions.render import rendered

    attributes = resource.declaration.block.body.attributes
    if "template" not in attributes:
        return None
    instance = resource.declaration.instance
    text = instance.evaluate(attributes["template"].expression, resource.scope)
    given = instance.evaluate(attributes["vars"].expression, resource.scope) if "vars" in attributes else Value(Map({}))
    given = convert(given, map_of(STRING))
    if not isinstance(text.data, str) or not isinstance(given.data, Map) or given.data.rest is not None:
        return None
    return rendered(text.data, "", dict(given.data.items.items()), instance)
