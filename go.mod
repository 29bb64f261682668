module dixit

go 1.26
