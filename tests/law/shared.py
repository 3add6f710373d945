"""Where the shared vectors lie: ``FENGQIAO_SHARED``, or ``shared`` beside the checkout."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("FENGQIAO_SHARED") or Path(__file__).resolve().parents[3] / "shared")
