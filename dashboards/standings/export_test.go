package standings

var MovementPartOf = movementPart
