from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    name = "fengqiao.documents"
    label = "documents"

    def ready(self) -> None:
        """Load the papers that every app declares."""
        autodiscover_modules("papers")
