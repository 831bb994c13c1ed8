"""Facts of instance types: accelerators, memory, network, prices."""
