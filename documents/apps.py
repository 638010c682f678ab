from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Folders, papers, versions, number registers."""

    name = "documents"
