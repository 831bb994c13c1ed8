"""One name for one thing: Terraform's names, and what CloudFormation calls them."""
