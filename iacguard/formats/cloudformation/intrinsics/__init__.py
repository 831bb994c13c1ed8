"""The intrinsic functions, by what they are about; `table` tells which one a node is."""
