package main

import (
	"context"
	"encoding/hex"

	"dixit"
	"dixit/export"
	"dixit/ledger"
)

// everything writes all documents, in the order in which they came or of their days, and before them what belongs to none.
func (x *exporting) everything(ctx context.Context, to export.Keeper) error {
	if err := x.apart(ctx, to); err != nil {
		return err
	}
	return x.keepAll(ctx, to, func(string) bool { return true })
}

// documents writes those in which f finds something.
func (x *exporting) documents(ctx context.Context, to export.Keeper, f ledger.Filter) error {
	wanted := map[[32]byte]bool{}
	for r, err := range x.store.Search(ctx, f) {
		if err != nil && !x.damaged(err) {
			return err
		}
		if err == nil {
			wanted[digest(r.Doc.SHA256)] = true
		}
	}
	return x.keepAll(ctx, to, func(address string) bool { return wanted[digest(address)] })
}

// digest is the address of a document in little room.
func digest(address string) (d [32]byte) {
	hex.Decode(d[:], []byte(address)) // it is the ledger's
	return d
}

// keepAll writes those documents that are wanted.
func (x *exporting) keepAll(ctx context.Context, to export.Keeper, wanted func(address string) bool) error {
	for address, err := range x.documentsOf(ctx) {
		if err == nil && wanted(address) {
			err = x.keep(ctx, to, address)
		}
		if err != nil && !x.damaged(err) {
			return err
		}
	}
	return nil
}

// apart writes the searches that are saved, and what people say of documents that are not in the ledger.
func (x *exporting) apart(ctx context.Context, to export.Keeper) error {
	searches, err := x.store.Searches(ctx)
	if err != nil {
		return err
	}
	e := export.Entry{Searches: searches}
	has := map[string]bool{}
	for a, err := range x.store.Annotations(ctx, "") {
		if err != nil && !x.damaged(err) {
			return err
		}
		if err != nil {
			continue
		}
		there, asked := has[a.Doc]
		if !asked {
			if there, err = x.store.Has(ctx, a.Doc); err != nil {
				return err
			}
			has[a.Doc] = there
		}
		if !there {
			e.Remarks = append(e.Remarks, a)
		}
	}
	x.heard = true
	x.written += len(e.Searches) + len(e.Remarks)
	return unwritten(to.Keep(e))
}

// keep writes a document whole. Where it is damaged what people say of it is written all the same.
func (x *exporting) keep(ctx context.Context, to export.Keeper, address string) error {
	e, damage := export.EntryOf(ctx, x.store, address)
	if damage != nil && dixit.KindOf(damage) != dixit.Unreadable {
		return damage
	}
	for a, err := range x.store.Annotations(ctx, address) {
		if err == nil {
			e.Remarks = append(e.Remarks, a)
		} else if !(x.heard && dixit.KindOf(err) == dixit.Unreadable) && !x.damaged(err) {
			return err
		}
	}
	if damage == nil {
		x.written++
	}
	if err := unwritten(to.Keep(e)); err != nil {
		return err
	}
	return damage
}
