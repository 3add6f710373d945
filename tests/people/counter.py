"""What the staff of the tests log in with."""

from __future__ import annotations

PASSWORD = "long road to the bridge"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
