"""Reports as scans of ML platforms give them, built in memory: sources, and findings at words of their text."""

from iacguard.model.report import (
    ERROR,
    NOTE,
    Diagnostic,
    FileRecord,
    Finding,
    Related,
    Report,
    RuleInfo,
    Suppressed,
    Tally,
)
from iacguard.model.source import Source, Span

NOTEBOOKS = Source(
    "platform/notebooks.tf",
    """\
resource "aws_sagemaker_notebook_instance" "lab" {
  for_each               = toset(["ada", "grace"])
  name                   = "lab-${each.key}"
  role_arn               = aws_iam_role.lab.arn
  instance_type          = "ml.t3.medium"
  direct_internet_access = var.internet
}

resource "aws_sagemaker_notebook_instance" "old" {
  name          = "old"
  role_arn      = aws_iam_role.lab.arn
  instance_type = "ml.t2.medium" # iacguard: ignore[notebook-on-old-type] reason="goes in May"
}
""",
)
VARIABLES = Source(
    "platform/variables.tf",
    """\
variable "internet" {
  type    = string
  default = "Enabled"
}

variable "kms_key_id" {
  type = string
}
""",
)
TEMPLATE = Source(
    "stacks/serving.yaml",
    """\
Parameters:
  Env:
    Type: String
    AllowedValues: [dev, test, prod]
Resources:
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      KmsKeyId: !If [Production, !Ref Key, !Ref AWS::NoValue]
      ProductionVariants:
        - ModelName: !GetAtt Model.ModelName
          InstanceType: ml.g5.xlarge
""",
)
BROKEN = Source("platform/broken.tf", 'resource "aws_s3_bucket" "data" {\n  bucket = "ml-data\n}\n')

RULES = {
    rule.id: rule
    for rule in (
        RuleInfo(
            "endpoint-without-own-key",
            "Endpoint storage without a key of your own",
            "medium",
            ("security",),
            "Instances that serve a model keep it, and what they capture, on their disks. Only a key of yours decides "
            "who reads them.",
            "Name a key of yours.\n\nTerraform:\n\n    kms_key_arn = aws_kms_key.ml.arn\n",
            ("SageMaker.9",),
            "encryption",
        ),
        RuleInfo(
            "notebook-direct-internet",
            "Notebook instance with direct internet access",
            "high",
            ("security",),
            "SageMaker gives a notebook its own way to the internet\nunless told otherwise. No firewall sees it.",
            "Put the notebook into a subnet of yours and\nswitch its own access off. It then uses your endpoints.\n\n"
            '    direct_internet_access = "Disabled"\n',
            ("SageMaker.1", "sagemaker-notebook-no-direct-internet-access"),
            "network",
        ),
        RuleInfo(
            "notebook-on-old-type", "Notebook on an outdated instance type", "low", ("optimisation",), family="cost"
        ),
        RuleInfo(
            "bucket-without-versions", "ML bucket without versions", "medium", ("versioning",), family="reliability"
        ),
        RuleInfo("untagged", "Resource without the tags that its owner is found by", "info", ("documentation",)),
    )
}


def at(source, words, occurrence=1):
    """The span of some words of a source."""
    start = -1
    for _ in range(occurrence):
        start = source.text.index(words, start + 1)
    return Span(source, start, start + len(words))


def finding(rule, span, address, message, **fields):
    """A finding of one of RULES; the message may name the address as {}."""
    info = RULES[rule]
    fields.setdefault("verdict", "fail")
    fields.setdefault("addresses", (address,))
    fields.setdefault("type", "aws_sagemaker_notebook_instance")
    fields.setdefault("fingerprint", f"{rule}-{address}:1")
    return Finding(
        rule=rule,
        severity=info.severity,
        practices=info.practices,
        address=address,
        span=span,
        message=message.format(address),
        **fields,
    )


def platform():
    """A report with one of everything: folded instances, inputs, unsure, suppressed, an error and notes."""
    lab = 'aws_sagemaker_notebook_instance.lab["ada"]'
    internet = finding(
        "notebook-direct-internet",
        at(NOTEBOOKS, "var.internet"),
        lab,
        "{} leaves direct internet access on",
        addresses=(lab, 'aws_sagemaker_notebook_instance.lab["grace"]'),
        attribute="direct_internet_access",
        related=(Related(at(VARIABLES, '"Enabled"'), "the value comes from here"),),
    )
    key = finding(
        "endpoint-without-own-key",
        at(TEMPLATE, "!If [Production, !Ref Key, !Ref AWS::NoValue]"),
        "serving/Config",
        "{} encrypts its storage with a key that AWS owns",
        type="AWS::SageMaker::EndpointConfig",
        when=({"serving/Env": "dev"}, {"serving/Env": "test"}),
        attribute="kms_key_arn",
    )
    unsure = finding(
        "bucket-without-versions",
        at(BROKEN, 'resource "aws_s3_bucket" "data"'),
        "aws_s3_bucket.data",
        "{} keeps no versions",
        type="aws_s3_bucket",
        verdict="unsure",
        reason="var.kms_key_id is not set",
    )
    old = finding(
        "notebook-on-old-type", at(NOTEBOOKS, '"ml.t2.medium"'), "aws_sagemaker_notebook_instance.old", "{} runs on t2"
    )
    comment = at(NOTEBOOKS, 'iacguard: ignore[notebook-on-old-type] reason="goes in May"')
    note = "the module terraform-aws-modules/vpc/aws is not installed"
    return Report(
        findings=[internet, key, unsure],
        suppressed=[Suppressed(old, "goes in May", comment)],
        diagnostics=[
            Diagnostic(
                ERROR, "syntax", "this string is not closed", at(BROKEN, '"ml-data'), cure="close it on its line"
            ),
            Diagnostic(NOTE, "module-not-loaded", note, at(NOTEBOOKS, "resource"), cure="run terraform init"),
            Diagnostic(NOTE, "module-not-loaded", note, at(NOTEBOOKS, "resource", 2), cure="run terraform init"),
            Diagnostic(NOTE, "config", "the profile strict adds 3 rules"),
        ],
        files=[
            FileRecord(NOTEBOOKS.path, "terraform", "parsed"),
            FileRecord(VARIABLES.path, "terraform", "parsed"),
            FileRecord(TEMPLATE.path, "cloudformation", "parsed"),
            FileRecord(BROKEN.path, "terraform", "failed", "this string is not closed"),
            FileRecord("ci/build.yaml", "", "skipped", "no template"),
        ],
        resources={"AWS::SageMaker::EndpointConfig": 1, "aws_s3_bucket": 1, "aws_sagemaker_notebook_instance": 3},
        rules=list(RULES.values()),
        tallies={
            "notebook-direct-internet": Tally(1, 2, 0, 0),
            "endpoint-without-own-key": Tally(0, 1, 0, 0),
            "bucket-without-versions": Tally(0, 0, 1, 0),
            "notebook-on-old-type": Tally(2, 1, 0, 0),
            "untagged": Tally(0, 0, 0, 5),
        },
        version="1.2.3",
    )


def clean():
    """A report without anything to complain about."""
    return Report(
        files=[FileRecord(VARIABLES.path, "terraform", "parsed")],
        rules=list(RULES.values()),
        tallies={id: Tally() for id in RULES},
        version="1.2.3",
    )
