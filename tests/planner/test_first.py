import json
def test_try(hub):
    q='''query Q($id: ID!, $n: Int){ household(id:$id){ id n:number address{village township} categories members{ id name idNumber } events eldest{name}
      records{ __typename month ... on HousingRecord{rooms amount} ... on EducationRecord{ pupil{name}} programme{title parent{code}} }
      chain(first:$n){ totalCount pageInfo{hasNextPage hasPreviousPage startCursor endCursor} edges{cursor node{kind recordedAt happenedOn record{id}}} nodes{id} } }
      households(first:3){ nodes{id number} totalCount } me{department} __typename }'''
    plan, values = hub.bound(q, {"id":"00000001-0000-7000-8000-000000000002","n":2})
    print(plan.statement); print(values)
    print(json.dumps(json.loads(hub.run(plan,values)[0]),ensure_ascii=False,indent=1))
    print(hub.logged())
