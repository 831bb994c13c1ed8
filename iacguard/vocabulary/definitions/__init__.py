"""Languages inside values: state machines of Step Functions, pipelines of SageMaker."""
