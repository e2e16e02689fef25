import { createContext } from 'svelte';
import type { JobRecord } from '#domain/records.ts';
import { jobsClient } from '../client/jobsClient.ts';
import type { Connection } from './connection.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export interface JobRate {
  readonly itemsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** Work of the open project that is going on or is over, newest first. */
export class Jobs {
  list = $state.raw<readonly JobRecord[]>([]);
  #rates = $state.raw<ReadonlyMap<number, JobRate>>(new Map());
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  static create(connection: Connection, notices: Notices): Jobs {
    const jobs = setJobs(new Jobs(notices));
    connection.on('job', ({ job, itemsPerSecond, secondsLeft }) => {
      jobs.#put(job);
      jobs.#rates = new Map(jobs.#rates).set(job.id, { itemsPerSecond, secondsLeft });
    });
    connection.on('project', ({ project }) => {
      if (project) void jobs.load();
      else jobs.list = [];
    });
    connection.onReconnected(() => jobs.list.length > 0 && void jobs.load());
    return jobs;
  }

  /** The jobs that are queued or running, in the order they will be done. */
  get active(): readonly JobRecord[] {
    return this.list
      .filter((job) => job.state === 'running' || job.state === 'queued')
      .sort((a, b) => Number(b.state === 'running') - Number(a.state === 'running') || a.id - b.id);
  }

  rateOf(jobId: number): JobRate {
    return this.#rates.get(jobId) ?? { itemsPerSecond: null, secondsLeft: null };
  }

  async load(): Promise<void> {
    await this.#notices.guard(async () => {
      const { jobs } = await jobsClient.list();
      this.list = [...jobs].sort((a, b) => b.id - a.id);
    });
  }

  async cancel(jobId: number): Promise<void> {
    await this.#notices.guard(async () => this.#put(await jobsClient.cancel(jobId)));
  }

  async resume(jobId: number): Promise<void> {
    await this.#notices.guard(async () => this.#put(await jobsClient.resume(jobId)));
  }

  #put(job: JobRecord): void {
    const others = this.list.filter((one) => one.id !== job.id);
    this.list = [...others, job].sort((a, b) => b.id - a.id);
  }
}

const [getJobs, setJobs] = createContext<Jobs>();

export { getJobs };
