package unmarshal
