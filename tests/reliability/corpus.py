"""Where real documents lie, beside the checkout."""

import os
from pathlib import Path
from typing import Final

CORPUS: Final = Path(os.environ.get("VANTHU_SHARED", Path(__file__).parents[3] / "shared")) / "corpus"
