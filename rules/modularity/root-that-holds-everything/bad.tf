provider "aws" { # expect
  region = "eu-west-1"
}

resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "s00" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "s01" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "s02" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_subnet" "s03" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_subnet" "s04" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.4.0/24"
}

resource "aws_subnet" "s05" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.5.0/24"
}

resource "aws_subnet" "s06" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.6.0/24"
}

resource "aws_subnet" "s07" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.7.0/24"
}

resource "aws_subnet" "s08" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.8.0/24"
}

resource "aws_subnet" "s09" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.9.0/24"
}

resource "aws_subnet" "s10" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.10.0/24"
}

resource "aws_subnet" "s11" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.11.0/24"
}

resource "aws_subnet" "s12" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.12.0/24"
}

resource "aws_subnet" "s13" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.13.0/24"
}

resource "aws_subnet" "s14" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.14.0/24"
}

resource "aws_subnet" "s15" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.15.0/24"
}

resource "aws_subnet" "s16" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.16.0/24"
}

resource "aws_subnet" "s17" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.17.0/24"
}

resource "aws_subnet" "s18" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.18.0/24"
}

resource "aws_subnet" "s19" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.19.0/24"
}

resource "aws_s3_bucket" "b00" {
  bucket = "data-0"
}

resource "aws_s3_bucket_versioning" "b00" {
  bucket = aws_s3_bucket.b00.id
}

resource "aws_s3_bucket" "b01" {
  bucket = "data-1"
}

resource "aws_s3_bucket_versioning" "b01" {
  bucket = aws_s3_bucket.b01.id
}

resource "aws_s3_bucket" "b02" {
  bucket = "data-2"
}

resource "aws_s3_bucket_versioning" "b02" {
  bucket = aws_s3_bucket.b02.id
}

resource "aws_s3_bucket" "b03" {
  bucket = "data-3"
}

resource "aws_s3_bucket_versioning" "b03" {
  bucket = aws_s3_bucket.b03.id
}

resource "aws_s3_bucket" "b04" {
  bucket = "data-4"
}

resource "aws_s3_bucket_versioning" "b04" {
  bucket = aws_s3_bucket.b04.id
}

resource "aws_s3_bucket" "b05" {
  bucket = "data-5"
}

resource "aws_s3_bucket_versioning" "b05" {
  bucket = aws_s3_bucket.b05.id
}

resource "aws_s3_bucket" "b06" {
  bucket = "data-6"
}

resource "aws_s3_bucket_versioning" "b06" {
  bucket = aws_s3_bucket.b06.id
}

resource "aws_s3_bucket" "b07" {
  bucket = "data-7"
}

resource "aws_s3_bucket_versioning" "b07" {
  bucket = aws_s3_bucket.b07.id
}

resource "aws_s3_bucket" "b08" {
  bucket = "data-8"
}

resource "aws_s3_bucket_versioning" "b08" {
  bucket = aws_s3_bucket.b08.id
}

resource "aws_s3_bucket" "b09" {
  bucket = "data-9"
}

resource "aws_s3_bucket_versioning" "b09" {
  bucket = aws_s3_bucket.b09.id
}

resource "aws_s3_bucket" "b10" {
  bucket = "data-10"
}

resource "aws_s3_bucket_versioning" "b10" {
  bucket = aws_s3_bucket.b10.id
}

resource "aws_s3_bucket" "b11" {
  bucket = "data-11"
}

resource "aws_s3_bucket_versioning" "b11" {
  bucket = aws_s3_bucket.b11.id
}

resource "aws_s3_bucket" "b12" {
  bucket = "data-12"
}

resource "aws_s3_bucket_versioning" "b12" {
  bucket = aws_s3_bucket.b12.id
}

resource "aws_s3_bucket" "b13" {
  bucket = "data-13"
}

resource "aws_s3_bucket_versioning" "b13" {
  bucket = aws_s3_bucket.b13.id
}

resource "aws_iam_role" "r0" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m0" {
  execution_role_arn = aws_iam_role.r0.arn
}

resource "aws_iam_role" "r1" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m1" {
  execution_role_arn = aws_iam_role.r1.arn
}

resource "aws_iam_role" "r2" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m2" {
  execution_role_arn = aws_iam_role.r2.arn
}

resource "aws_iam_role" "r3" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m3" {
  execution_role_arn = aws_iam_role.r3.arn
}

resource "aws_iam_role" "r4" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m4" {
  execution_role_arn = aws_iam_role.r4.arn
}

resource "aws_iam_role" "r5" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m5" {
  execution_role_arn = aws_iam_role.r5.arn
}

resource "aws_iam_role" "r6" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_model" "m6" {
  execution_role_arn = aws_iam_role.r6.arn
}
