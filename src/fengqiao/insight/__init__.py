"""Statistics of the installation's own docket and the risk review of the asking party. See ``docs/risk.md``."""
