import { AppError } from '../../errors.ts';

// Named one by one, and no others: settings of SABnzbd can run scripts, let strangers in, move files to where they do
// harm, or send passwords to another server, and a model can be talked into any of that.
const names = {
  misc: `allow_incomplete_nzb auto_disconnect backup_for_duplicates bandwidth_max bandwidth_perc cache_limit
    check_new_rel complete_free deobfuscate_final_filenames direct_unpack direct_unpack_threads dirscan_speed
    download_free downloader_sleep_time dupes_propercheck empty_postproc enable_7zip enable_all_par enable_filejoin
    enable_par_cleanup enable_recursive enable_season_sorting enable_tsjoin enable_unrar episode_rename_limit
    fail_hopeless_jobs fast_fail flat_unpack folder_rename fulldisk_autoresume history_limit history_retention_number
    history_retention_option ignore_samples ignore_unrar_dates max_art_tries max_foldername_length max_url_retries
    movie_rename_limit new_nzb_on_failure no_dupes no_penalties no_smart_dupes overwrite_files pause_on_post_processing
    pause_on_pwrar pre_check preserve_paused_state process_unpacked_par2 propagation_delay queue_limit
    quick_check_ext_ignore quota_day quota_period quota_resume quota_size receive_threads refresh_rate replace_dots
    replace_spaces replace_underscores req_completion_rate rss_rate safe_postproc sanitize_safe sfv_check size_limit
    start_paused top_only wait_for_dfolder warn_dupl_jobs action_on_unwanted_extensions unwanted_extensions
    unwanted_extensions_mode cleanup_list`,
  categories: 'dir pp priority',
  servers: 'connections displayname enable optional priority quota required retention timeout',
};

export const settableSections = ['misc', 'categories', 'servers'] as const;
export type SettableSection = (typeof settableSections)[number];

const settable: Readonly<Record<SettableSection, ReadonlySet<string>>> = {
  misc: new Set(names.misc.split(/\s+/)),
  categories: new Set(names.categories.split(' ')),
  servers: new Set(names.servers.split(' ')),
};

/** @throws AppError refused, for settings that are only changed in SABnzbd itself */
export function refuseUnsettable(section: SettableSection, keyword: string, value: string): void {
  if (!settable[section].has(keyword)) {
    throw new AppError('refused', `${section}.${keyword} is not changed from here`, {
      hint: 'Settings of scripts, access, addresses, passwords and folders are changed in the pages of SABnzbd alone.',
    });
  }
  if (section === 'categories' && keyword === 'dir' && !isFolderBelow(value)) {
    throw new AppError('refused', "a category's folder must lie below the folder of finished downloads", {
      hint: 'Give a relative name such as tv.',
    });
  }
}

function isFolderBelow(value: string): boolean {
  const parts = value.replace(/\*$/, '').split('/');
  return value === '' || parts.every((part) => /^[\p{Letter}\p{Number}_][\p{Letter}\p{Number}_ .()-]*$/u.test(part));
}
