"""No test leaves this machine: the suite runs without a network, and nothing it does reaches strangers."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("2001:db8::1", 80)), (socket.AF_INET, ("a.example", 80))],
)
@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_sockets_to_other_machines_are_refused(family, address, way):
    with socket.socket(family) as opened, pytest.raises(AssertionError, match="leave this machine"):
        getattr(opened, way)(address)


def test_sockets_on_this_machine_are_not():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as opened:
        assert opened.getpeername() == server.getsockname()
