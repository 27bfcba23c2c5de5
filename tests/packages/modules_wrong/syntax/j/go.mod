module (
	m
	n
)
