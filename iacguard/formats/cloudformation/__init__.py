"""CloudFormation and SAM: parsed and evaluated."""
