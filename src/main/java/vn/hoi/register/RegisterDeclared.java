package vn.hoi.register;

/**
 * A register was declared, or grew, while the program runs. Published in the transaction that makes its table: who listens
 * adds what it keeps of a register there, or refuses all of it by throwing.
 */
public record RegisterDeclared(Register register) {}
