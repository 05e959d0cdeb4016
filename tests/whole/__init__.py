"""Slow tests of the whole: installed programs, servers, browsers, faults."""
