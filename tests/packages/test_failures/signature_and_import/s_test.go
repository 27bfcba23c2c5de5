package signature_and_import

func TestX() {}
