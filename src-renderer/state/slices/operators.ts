import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts';
import { failureOf } from '../../api/client.ts';
import type { CallFailure } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';

/** What changes who may sign in. */
type OperatorChannel = 'operator.add' | 'operator.change' | 'operator.remove' | 'access.setIdle';

interface OperatorsState {
  /** Who may sign in to the store; null until that is read, or if it may not be. */
  readonly operators: ChannelOutput<'operator.list'> | null;
  readonly operatorsFailure: CallFailure | null;
}

export interface OperatorsActions {
  readonly loadOperators: () => Promise<void>;
  readonly forgetOperators: () => void;
  /** Answers why it failed, for the form that asked. */
  readonly changeOperators: <Name extends OperatorChannel>(
    channel: Name,
    input: ChannelInput<Name>,
  ) => Promise<CallFailure | null>;
}

export type OperatorsSlice = OperatorsState & OperatorsActions;

export const createOperatorsSlice: SliceCreator<OperatorsSlice> = (set, _get, { client }) => {
  /** Grows with each question, so that what was left behind is not shown later. */
  let asked = 0;
  return {
    operators: null,
    operatorsFailure: null,
    loadOperators: async () => {
      asked += 1;
      const question = asked;
      try {
        const operators = await client.call('operator.list', {});
        if (question === asked) set({ operators, operatorsFailure: null });
      } catch (error) {
        if (question === asked) set({ operatorsFailure: failureOf(error) });
      }
    },
    forgetOperators: () => {
      asked += 1;
      set({ operators: null, operatorsFailure: null });
    },
    changeOperators: async (channel, input) => {
      asked += 1;
      const question = asked;
      try {
        const operators: ChannelOutput<OperatorChannel> = await client.call(channel, input);
        if (question === asked) set({ operators, operatorsFailure: null });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
};
