"""Athena: workgroups without tags, and named queries that can be deleted."""

import json

from moto.athena.models import AthenaBackend
from moto.athena.responses import AthenaResponse


def repair() -> None:
    # Plain: ListTagsForResource answers 400 (does not exist) for what has no tags, so no workgroup without any can be applied.
    AthenaBackend.list_tags_for_resource = lambda self, arn: self.tagger.list_tags_for_resource(arn)

    # Plain: DeleteNamedQuery answers 500 (not implemented), so nothing with a query can be destroyed.
    def delete_named_query(self):
        self.athena_backend.named_queries.pop(self._get_param("NamedQueryId"), None)
        return json.dumps({})

    AthenaResponse.delete_named_query = delete_named_query
