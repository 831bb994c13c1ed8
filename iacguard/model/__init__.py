"""The ground floor: plain data, standard library only."""
