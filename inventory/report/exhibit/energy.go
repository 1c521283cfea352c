package exhibit

func (m *maker) energy() {}
