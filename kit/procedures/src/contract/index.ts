export { compareContracts } from './compare-contracts.ts';
export type { Contract, ContractChange, ErrorContract, ProcedureContract } from './contract.ts';
export { type ContractOptions, createContract } from './create-contract.ts';
export { formatContract } from './format-contract.ts';
